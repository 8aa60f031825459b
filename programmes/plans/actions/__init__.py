"""What is done with plans."""

from programmes.plans.actions.writing import add_point, change_plan, settle_point, start_plan, withdraw_plan

__all__ = ["add_point", "change_plan", "settle_point", "start_plan", "withdraw_plan"]
