from datetime import date


def shifted(month: date, by: int) -> date:
    """The first day of the month that lies ``by`` months after ``month``'s."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)
