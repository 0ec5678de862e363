package dev.chancery.history;

import dev.chancery.event.Event;
import java.util.List;
import java.util.Set;

/// Which events the house takes back, and which it never does.
public final class UndoneEvents {
    private UndoneEvents() {}

    public static List<Event> ofAll(UndoChange undo) {
        return undo.inverses().stream()
                .flatMap(inverse -> inverse.events().stream())
                .toList();
    }

    public static Set<Event> ofNone() {
        return Final.REASONS.keySet();
    }

    public static String why(Event event) {
        return String.valueOf(Final.REASONS.get(event));
    }
}
