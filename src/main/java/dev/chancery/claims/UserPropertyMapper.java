package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `user-property`: one of the members that every person has, and every service account.
public record UserPropertyMapper() implements ClaimsMapper {
    private static final List<String> PROPERTIES =
            List.of("id", "username", "email", "emailVerified", "firstName", "lastName");

    @Override
    public String type() {
        return "user-property";
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public Set<String> required() {
        return Set.of("property");
    }

    @Override
    public List<Fault> faults(ProtocolMapper mapper) {
        return PROPERTIES.contains(mapper.config("property"))
                ? List.of()
                : List.of(new Fault("property", "One of %s.".formatted(String.join(", ", PROPERTIES))));
    }

    @Override
    public void say(Turn turn) {
        var property = turn.mapper().config("property");
        var value = value(turn.source(), property);
        turn.sayTexts(value == null || value.isEmpty() ? List.of() : List.of(value), property);
    }

    /// OpenID Connect Core §5.1: `email_verified` says something about an address; without one there is nothing to say.
    private static @Nullable String value(ClaimsSource source, String property) {
        return switch (property) {
            case "id" -> source.subject();
            case "username" -> source.username();
            case "email" -> source.email();
            case "emailVerified" -> source.email() == null ? null : String.valueOf(source.emailVerified());
            case "firstName" -> source.firstName();
            default -> source.lastName();
        };
    }
}
