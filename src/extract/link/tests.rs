//! Tests of the linking rules.
