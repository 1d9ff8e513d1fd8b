"""The types in which the stages meet. Frozen, slotted, tuples inside; a later stage makes a new value."""
