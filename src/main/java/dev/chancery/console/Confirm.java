package dev.chancery.console;

import java.util.List;

/// Asks once more before something is gone.
///
/// @param words what its words begin with: a title, a `.text`, and a `.button`
/// @param what fills the gaps of the title: what it is about, as people know it
/// @param action where the form is sent, and `back` where nothing happens; both in the realm
public record Confirm(String words, List<String> what, String action, String back, String version, Outcome outcome) {}
