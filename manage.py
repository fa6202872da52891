#!/usr/bin/env python
"""The server's commands: migrate, demo, work, verify and the rest."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kingfisher.config.settings")
    execute_from_command_line(sys.argv)
