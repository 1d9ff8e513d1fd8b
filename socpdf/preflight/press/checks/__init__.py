"""The rules, one module a subject; the tuple that lists them is `PRESS_CHECKS` of the package above."""
