#!/usr/bin/python
# -*- coding: utf-8 -*-
# Documentation alone: the action plugin of the same name does the work, on the controller.

DOCUMENTATION = r"""
---
module: berth
short_description: Make a home as a Berth profile wants it
description:
  - Makes the dotfiles of the connection's user as a Berth profile wants them, all of them or none, or gives the home back
    byte for byte.
  - The plan is made on the controller by the C(berth) program. The host needs a POSIX C(sh), and no Python.
options:
  state:
    description: Whether the profile is installed, or what is installed is taken out.
    type: str
    choices: [present, absent]
    default: present
  profile:
    description:
      - A built-in profile's name, or the path of one on the controller.
      - Left out, it is the installed one with its settings; where nothing is installed, C(default).
    type: str
  vars:
    description: Variables of the profile.
    type: dict
    default: {}
  on_conflict:
    description: What to do about files that somebody else has put there or edited.
    type: str
    choices: [fail, keep, replace]
    default: fail
  adopt_recipes:
    description: Take out the lines of recipes for a steady agent socket, until the home is given back.
    type: bool
    default: false
  executable:
    description: The C(berth) program on the controller.
    type: str
    default: berth
attributes:
  check_mode:
    support: full
    description: Nothing is written, and C(changed) tells whether anything would be.
  diff_mode:
    support: full
    description: The patch is shown.
author:
  - The Berth maintainers
"""

EXAMPLES = r"""
- name: One steady agent socket for everybody
  berth.berth.berth:
    profile: default

- name: Another policy, in ann's home
  become: true
  become_user: ann
  berth.berth.berth:
    profile: tmux
    vars:
      policy: newest

- name: Out again
  berth.berth.berth:
    state: absent
"""

RETURN = r"""
plan:
  description: The plan, as C(berth diff --format json) has it; of a conflict all that there are.
  type: dict
  returned: always
warnings:
  description: What was left alone, and commands of the plan that did not work.
  type: list
  elements: str
  returned: when there are any
"""
