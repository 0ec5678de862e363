package dev.chancery.realm;

import dev.chancery.admin.Refused;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Changes;
import dev.chancery.db.TextId;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids of new things: drawn, or the one that a thing had elsewhere or before, so that it keeps it.
public record NewIds(IdStore taken, Changes changes) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /// In the unit that makes the thing. `member` names the wish in a refusal.
    public <I extends TextId> I id(String member, @Nullable I wished, Function<String, I> type) {
        if (wished == null) return type.apply(RandomToken.uuid());
        if (!UUID.matcher(wished.value()).matches())
            throw Refused.invalid(member, "A UUID in lower case, such as 6f9619ff-8b86-4d11-b42d-00c04fc964ff.");
        // of two units that wish for one id the later one waits here
        changes.hold();
        // things hold roles, and own them, by their id alone: whoever had another's would have what is the other's
        if (taken.isTaken(wished.value()))
            throw Refused.conflict(member, "Something else has the id %s.".formatted(wished));
        return wished;
    }
}
