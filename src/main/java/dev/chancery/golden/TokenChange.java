package dev.chancery.golden;

import dev.chancery.golden.ClaimsDiff.Changed;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of a token.
///
/// @param matches whether it would be as its golden token says; absent where it has none
/// @param expiresIn its life in seconds, and `refusals` why none is issued, before and after where they differ
public record TokenChange(
        WatchedToken token,
        @Nullable Boolean matches,
        ClaimsDiff claims,
        @Nullable Changed expiresIn,
        @Nullable Changed refusals) {

    /// Absent when it stays as it is. A token that nobody can ask for says nothing.
    static Optional<TokenChange> of(WatchedToken token, @Nullable ForetoldToken before, @Nullable ForetoldToken after) {
        var expected = token.expected();
        var matches = expected == null ? null : after != null && expected.equals(after.claims());
        var claims = ClaimsDiff.between(claims(before), claims(after));
        var expiresIn = before == null || after == null ? null : changed(before.expiresIn(), after.expiresIn());
        var refusals = changed(refusals(before), refusals(after));
        if (claims.isEmpty() && expiresIn == null && refusals == null) return Optional.empty();
        return Optional.of(new TokenChange(token, matches, claims, expiresIn, refusals));
    }

    private static ObjectNode claims(@Nullable ForetoldToken token) {
        return token == null ? JsonText.emptyObject() : token.claims();
    }

    private static List<String> refusals(@Nullable ForetoldToken token) {
        return token == null ? List.of() : token.refusals();
    }

    private static @Nullable Changed changed(Object before, Object after) {
        return before.equals(after) ? null : new Changed(JsonText.tree(before), JsonText.tree(after));
    }
}
