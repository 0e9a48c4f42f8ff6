# The help of pli-desk. What commands and arguments are is in the comments of crates/desk/src/cli.rs.

help-usage = Usage:
help-example = Example:
help-group-support = Support:
help-group-developer = Who is in charge:
help-group-officer = Security officer and DPO:

