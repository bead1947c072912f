"""Opening hours, holidays and night service, pure."""
