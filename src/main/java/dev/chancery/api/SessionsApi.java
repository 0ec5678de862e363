package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.session.EndSession;
import dev.chancery.session.GrantStore;
import dev.chancery.session.Session;
import dev.chancery.session.SessionFilter;
import dev.chancery.session.SessionStore;
import dev.chancery.user.User;
import dev.chancery.user.UserFilter;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/sessions`: who is signed in, from where, and at which clients; and the end of it.
public record SessionsApi(
        Bearer bearer,
        Realms realms,
        SessionStore sessions,
        GrantStore grants,
        UserStore users,
        EndSession end,
        InstantSource clock) {

    /// @param username absent when the person has just been deleted
    /// @param expiresAt unless it is used before
    /// @param clientIds those that were let have something in it
    record SessionDocument(
            String sessionId,
            String userId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String username,

            String realmId,
            String ipAddress,
            String userAgent,
            @Nullable String createdAt,
            @Nullable String expiresAt,
            List<String> clientIds) {

        static SessionDocument of(Session session, @Nullable String username, Set<String> clients) {
            return new SessionDocument(
                    session.id().value(),
                    session.person().value(),
                    username,
                    session.realm().value(),
                    session.address(),
                    session.userAgent(),
                    time(session.startedAt()),
                    time(session.aliveUntil()),
                    List.copyOf(clients));
        }
    }

    /// `GET /api/sessions?realm=&userId=&clientId=&search=`: a page of those that are alive, the newest first. Needs
    /// `VIEW_USERS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        var page = sessions.page(realm.id(), filter(request), clock.instant(), ApiRequest.page(request));
        var clients =
                grants.findClients(page.content().stream().map(Session::id).toList());
        var names = names(realm, page.content());
        return ApiRequest.page(page.map(session -> SessionDocument.of(
                session, names.get(session.person()), clients.getOrDefault(session.id(), Set.of()))));
    }

    private static SessionFilter filter(Request request) {
        return new SessionFilter(
                person(request).orElse(null),
                ApiRequest.prefix(request, "clientId"),
                UserFilter.term(ApiRequest.prefix(request, "search")));
    }

    /// `GET /api/sessions/{sessionId}`. Needs `VIEW_USERS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var realm = realmOf(request, actor, Permission.VIEW_USERS);
        var session = sessions.find(realm.id(), id(request))
                .filter(found -> found.isAlive(clock.instant()))
                .orElseThrow(() -> ApiRequest.absent("session"));
        var clients = grants.findClients(List.of(session.id())).getOrDefault(session.id(), Set.of());
        var username = names(realm, List.of(session)).get(session.person());
        return Response.json(200, SessionDocument.of(session, username, clients))
                .noStore();
    }

    private Map<SubjectId, String> names(Realm realm, List<Session> all) {
        var people = all.stream().map(Session::person).distinct().toList();
        return users.all(realm.id(), people).stream()
                .collect(Collectors.toMap(User::id, user -> user.settings().username()));
    }

    /// `DELETE /api/sessions/{sessionId}`: 204; all tokens that came of it are dead at once. Needs `MANAGE_USERS`.
    public Response end(Request request) {
        var actor = bearer.actor(request);
        end.run(actor, realmOf(request, actor, Permission.MANAGE_USERS), id(request));
        return Response.empty(204);
    }

    /// `DELETE /api/sessions?realm=&userId=`: 204; all that somebody has, offline access with them; with
    /// `everybody=true` in place of a person, all of the realm. Needs `MANAGE_USERS`.
    public Response endAll(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.MANAGE_USERS, realm.id());
        var everybody = Boolean.TRUE.equals(ApiRequest.flag(request, "everybody"));
        if (everybody && person(request).isPresent()) throw Refused.invalid("everybody", "Either userId or everybody.");
        if (everybody) {
            end.everybody(actor, realm, clock.instant());
            return Response.empty(204);
        }
        var person = person(request)
                .flatMap(id -> users.find(realm.id(), id))
                .orElseThrow(() -> person(request).isEmpty()
                        ? Refused.invalid("userId", "Name the person: ?userId=…")
                        : ApiRequest.absent("person"));
        end.all(actor, realm, person.id());
        return Response.empty(204);
    }

    private Realm realmOf(Request request, Actor actor, Permission permission) {
        return ApiRequest.realmOf(request, actor, realms, () -> sessions.realmOf(id(request)), "session", permission);
    }

    private static SessionId id(Request request) {
        return new SessionId(request.parameter("sessionId"));
    }

    private static Optional<SubjectId> person(Request request) {
        return request.query().one("userId").filter(id -> !id.isEmpty()).map(SubjectId::new);
    }
}
