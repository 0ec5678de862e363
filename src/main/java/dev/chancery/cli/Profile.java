package dev.chancery.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server that somebody has signed in to, until when, and the token for it.
///
/// @param subject a person's name, or a client id when it is `ofClient`
/// @param device they signed in with a browser elsewhere; absent in older files
record Profile(
        String server,
        String realm,
        String subject,
        boolean ofClient,
        @Nullable Boolean device,
        String expiresAt,
        String token) {

    /// As read from a file that anybody may have edited.
    Profile {
        for (var text : List.of(server, realm, subject, token))
            if (text.isEmpty()) throw new IllegalArgumentException();
        Instant.parse(expiresAt);
    }

    boolean endedAt(Instant now) {
        return !now.isBefore(Instant.parse(expiresAt));
    }

    /// What signs in again as before, fit for a shell.
    String login(String name) {
        var words = new ArrayList<>(List.of("chancery", "login", "--server", server, "--realm", realm));
        if (Boolean.TRUE.equals(device)) words.add("--device");
        else words.addAll(List.of(ofClient ? "--client-id" : "--username", subject));
        if (!name.equals(Profiles.STANDARD)) words.addAll(List.of("--profile", name));
        return words.stream().map(Output::word).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "Profile[" + server + "]";
    }
}
