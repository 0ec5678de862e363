package dev.chancery.history;

import dev.chancery.event.Event;
import java.util.Set;

/// The way back from the changes of one kind of thing.
public interface Inverse {

    /// What it takes back.
    Set<Event> events();

    /// Does the opposite of what the line tells, by acts, inside a unit that holds the realm.
    void run(Undoing undoing, Line line);
}
