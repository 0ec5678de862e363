package dev.chancery.issue;

import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.Session;
import dev.chancery.user.User;
import org.jspecify.annotations.Nullable;

/// What somebody let a client have, and what that stands on, as it was read.
///
/// @param session absent where it has none, and where it is gone
public record Ground(AuthorizationGrant grant, @Nullable Session session, User user) {}
