/// All that is to be installed: nothing, for `uninstall`.
package struct Desired: Sendable {
  /// The files that are wanted.
  package var files: [DesiredFile] = []
  /// What they make at run time.
  package var leftovers: [LeftoverPattern] = []
  /// The profile, as it is found again from any folder, and its settings; nil: none.
  package var choice: ProfileChoice?
  /// Nil: recipes are nobody's concern.
  package var recipes: RecipeSearch?

  package init(
    _ files: [DesiredFile] = [], leftovers: [LeftoverPattern] = [], recipes: RecipeSearch? = nil
  ) {
    self.files = files
    self.leftovers = leftovers
    self.recipes = recipes
  }
}
