package dev.chancery.console;

import java.util.List;

/// What the API was asked, as people ask it themselves.
///
/// @param curl for a shell
/// @param commands the same in our own command line
/// @param document the part of the realm's document that says the same; empty where there is none
public record ShownAs(List<String> curl, List<String> commands, String document) {
    static final ShownAs NOTHING = new ShownAs(List.of(), List.of(), "");

    static ShownAs of(List<Call> calls, String document, String publicUrl) {
        return new ShownAs(
                calls.stream().map(call -> call.curl(publicUrl)).toList(),
                calls.stream().map(OwnCommand::of).distinct().toList(),
                document);
    }

    public boolean isEmpty() {
        return curl.isEmpty();
    }
}
