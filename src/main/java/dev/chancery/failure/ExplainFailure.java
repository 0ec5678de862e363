package dev.chancery.failure;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.ClientStore;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells an administrator the true cause of a refusal, and what to do about it.
public record ExplainFailure(FailureStore store, FailureLog log, ClientStore clients, Realms realms) {

    private static final int MOST_NAMED = 20;

    /// @param reference a fresh one: each is unique
    /// @param elsewhere the first few realms that do have the client which this one does not, for who may see them
    public record Explanation(String reference, Failure failure, List<String> elsewhere) {}

    /// @param dropped how many refusals could not be kept, since the realm exists
    public record Overview(Page<Explanation> page, long dropped) {}

    public Explanation run(Actor actor, Realm realm, String reference) {
        actor.require(Permission.VIEW_EVENTS, realm.id());
        log.flush();
        var failure = log.folds(reference)
                .mapToObj(fold -> store.find(realm.id(), fold))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(ExplainFailure::unknown);
        return new Explanation(reference, failure, elsewhere(actor, failure).toList());
    }

    /// The newest first; where else a client exists is told only for a single one.
    public Overview page(Actor actor, Realm realm, FailureFilter filter, PageRequest request) {
        actor.require(Permission.VIEW_EVENTS, realm.id());
        log.flush();
        var page = store.page(realm.id(), filter, request)
                .map(failure -> new Explanation(log.reference(failure), failure, List.of()));
        return new Overview(page, store.dropped(realm.id()));
    }

    private Stream<String> elsewhere(Actor actor, Failure failure) {
        if (failure.cause() != FailureCause.UNKNOWN_CLIENT) return Stream.empty();
        var seen = actor.realmsFor(Permission.VIEW_CLIENTS).orElse(null);
        return clients.realmsOf(failure.subject(), seen, MOST_NAMED).stream()
                .filter(other -> !other.equals(failure.realm()))
                .flatMap(other -> realms.find(other).stream())
                .map(Realm::name);
    }

    private static Refused unknown() {
        return Refused.notFound(
                "There is no failure with this reference in the realm: it is older than 7 days, or of another realm.");
    }
}
