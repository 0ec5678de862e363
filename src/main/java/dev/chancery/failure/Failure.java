package dev.chancery.failure;

import dev.chancery.id.RealmId;
import java.time.Instant;

/// A refusal, with all the like ones of the same hour folded into it.
///
/// @param fold what the like ones have in common, as a number
/// @param subject the `client_id` or user name as it was sent, cut to a bounded length
/// @param detail what was wrong in particular; never a secret
public record Failure(
        RealmId realm,
        long fold,
        FailureCause cause,
        String subject,
        String detail,
        String address,
        Instant firstAt,
        Instant lastAt,
        long count) {

    Failure and(Failure later) {
        return new Failure(realm, fold, cause, subject, detail, address, firstAt, later.lastAt, count + later.count);
    }
}
