package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.Digests;
import java.util.Arrays;
import java.util.Base64;

/// What an input held when its form was loaded, so that what was typed since is told from what others have changed
/// since.
///
/// @param mark goes along in the form; empty where nothing had been there to change
public record Loaded(String mark) {
    static final Loaded NOTHING = new Loaded("");
    private static final int BYTES = 12;

    static Loaded of(String value) {
        var digest = Digests.sha256(value.getBytes(UTF_8));
        return new Loaded(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES)));
    }

    public boolean isKnown() {
        return !mark.isEmpty();
    }

    boolean is(String value) {
        return equals(of(value));
    }

    /// What is to stand there when it is `now` something else: what was typed, or else what others have made of it.
    String merged(String typed, String now) {
        return is(typed) ? now : typed;
    }

    /// Whether others have made something of it that was not typed here; where nothing tells, whatever is otherwise.
    boolean isChanged(String typed, String now) {
        return !is(now) && !now.equals(typed);
    }
}
