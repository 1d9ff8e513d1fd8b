"""The one place where time comes from: the job's date, never the machine's clock alone."""

import os
from datetime import UTC, date, datetime


def job_time(report_date: date) -> datetime:
    """The time written into outputs: SOURCE_DATE_EPOCH if set, else noon UTC of the report's own date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(report_date.year, report_date.month, report_date.day, 12, tzinfo=UTC)
