//! `pli-desk`: the command line of the receiving side.

fn main() {}
