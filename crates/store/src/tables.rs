//! Records by identifier, and by the fields users ask for.
