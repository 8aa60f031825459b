"""What every room uses and no room owns: lifecycles, the lock on every door, the clock
with its working days, unguessable refs, forms and page parts. No models, no domain words."""
