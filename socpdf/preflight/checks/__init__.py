"""The checks, one module a subject: functions from a file under judgement to its faults."""
