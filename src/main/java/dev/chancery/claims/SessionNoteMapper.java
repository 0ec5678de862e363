package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.List;
import java.util.Set;

/// `session-note`: something that is remembered of how the subject was authenticated.
public record SessionNoteMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return ProtocolMapper.SESSION_NOTE;
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public Set<String> required() {
        return Set.of("note");
    }

    @Override
    public boolean readsAuthentication() {
        return true;
    }

    @Override
    public void say(Turn turn) {
        var note = turn.mapper().config("note");
        var value = turn.source().authentication().notes().get(note);
        if (value == null)
            turn.saysNothing("there is no note %s, or it is known only when a token is asked for".formatted(note));
        else turn.sayTexts(List.of(value), "note " + note);
    }
}
