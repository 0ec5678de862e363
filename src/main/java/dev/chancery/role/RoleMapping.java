package dev.chancery.role;

import dev.chancery.id.SubjectId;
import java.time.Instant;

/// That somebody holds a role.
public record RoleMapping(String id, Role role, SubjectId holder, Instant createdAt) {}
