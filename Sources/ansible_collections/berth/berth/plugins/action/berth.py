"""Makes a home as a Berth profile wants it: asks it by one script, plans here, and does it by another."""

import base64
import json
import subprocess

from ansible.errors import AnsibleActionFail, AnsibleConnectionFailure
from ansible.module_utils.common.text.converters import to_bytes, to_native
from ansible.plugins.action import ActionBase

# How often a home is asked for more, or something interrupted is set right, before that is taken for endless.
ROUNDS = 6
# Why a plan was not carried out, by what its script tells.
WHY = {
    "changed": "it was changed since it was looked at",
    "failed": "it failed",
    "busy": "another berth is at work there",
    "stuck": "undoing what had been begun failed; run it again",
}


class ActionModule(ActionBase):
    TRANSFERS_FILES = False
    _requires_connection = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _, options = self.validate_argument_spec(
            argument_spec={
                "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
                "profile": {"type": "str"},
                "vars": {"type": "dict", "default": {}},
                "on_conflict": {"type": "str", "choices": ["fail", "keep", "replace"], "default": "fail"},
                "adopt_recipes": {"type": "bool", "default": False},
                "executable": {"type": "str", "default": "berth"},
            }
        )
        self.berth = options["executable"]
        planned = self.plan(self.words(options), writes=not self._task.check_mode)
        plan, step = planned["plan"], planned["next"]
        result["plan"] = plan or {}
        if step == "conflicts":
            raise AnsibleActionFail(f"conflicts, and nothing is written: {self.conflicts(plan)}", result=result)
        result["changed"] = step != "nothing"
        if self._task.diff and planned["patch"]:
            result["diff"] = {"prepared": planned["patch"]}
        if step == "commit" and not self._task.check_mode:
            warnings = self.carry_out(planned["script"])
            if warnings:
                result["warnings"] = warnings
        return result

    @staticmethod
    def words(options):
        """The words of `berth plan` that say what is wanted."""
        words = ["--on-conflict", options["on_conflict"]]
        if options["state"] == "absent":
            return words + ["--uninstall"]
        if options["adopt_recipes"]:
            words.append("--adopt-recipes")
        for name, value in options["vars"].items():
            words += ["--set", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
        if options["profile"]:
            words += ["--", options["profile"]]
        return words

    def plan(self, words, writes):
        """Asks the home, as often as it takes to know all that is wanted, and plans."""
        script = self.local(["gather"])
        for _ in range(ROUNDS):
            planned = json.loads(self.local(["plan", "--gathered", "-", *words], self.remote(script)))
            if "error" in planned:
                raise AnsibleActionFail(planned["error"]["message"])
            if planned["next"] == "gather":
                script = planned["script"]
            elif planned["next"] == "recover" and writes:
                self.carry_out(planned["script"])
                script = self.local(["gather"])
            else:
                return planned
        raise AnsibleActionFail("what lies there changes faster than it can be looked at; try again")

    def local(self, words, text=None):
        """Runs berth on the controller."""
        given = {"stdin": subprocess.DEVNULL} if text is None else {"input": to_bytes(text)}
        try:
            done = subprocess.run([self.berth, *words], capture_output=True, check=False, **given)
        except OSError as error:
            raise AnsibleActionFail(f"{self.berth} can't be run on the controller: {error}") from error
        if not done.stdout:
            raise AnsibleActionFail(to_native(done.stderr).strip() or f"{self.berth} said nothing")
        return to_native(done.stdout)

    def remote(self, script):
        """Runs a script on the host."""
        done = self._low_level_execute_command("sh", in_data=to_bytes(script), executable="/bin/sh")
        return done.get("stdout", "")

    def carry_out(self, script):
        """Runs a commit script, and reads what has become of it."""
        answers, is_whole = self.answers(self.remote(script))
        if not is_whole:
            raise AnsibleConnectionFailure("the answer is not whole: whether the plan was carried out is not known")
        told = dict(answers)
        # What was interrupted is undone; nothing else was to be done.
        if "happened" not in told and list(told) != ["undone"]:
            word = next((word for word in WHY if word in told), None)
            what = ", ".join(filter(None, told.get(word, [])))
            raise AnsibleActionFail(f"nothing was changed: {WHY.get(word, 'it did not happen')}{what and ': '}{what}")
        return [
            f"{word}: {', '.join(filter(None, values))}"
            for word, values in answers if word in ("left", "rest", "reload")]

    @staticmethod
    def answers(output):
        """The lines that a script has printed, each a word with its values, and whether they are all there."""
        start = output.find("berth-committed .")
        answers = []
        for line in output[start:].splitlines() if start >= 0 else []:
            word, *values = line.split(" ")
            if word == "end":
                return answers, True
            if word not in ("berth-committed", "committed"):
                answers.append((word, [value(each) for each in values]))
        return answers, False

    @staticmethod
    def conflicts(plan):
        """Each with its target."""
        return "; ".join(
            f"{change.get('path')}: {change.get('reason', 'in conflict')}"
            for change in plan.get("changes", []) if change.get("action") == "conflict")


def value(word):
    """A value as scripts print it: `.TEXT`, `=BASE64` or `~HEXADECIMAL`."""
    kind, text = word[:1], word[1:]
    if kind == "=":
        return to_native(base64.b64decode(text), errors="replace")
    if kind == "~":
        return to_native(bytes.fromhex(text), errors="replace")
    return text
