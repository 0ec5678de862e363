package dev.chancery;

import dev.chancery.api.AuditApi;
import dev.chancery.api.Bearer;
import dev.chancery.api.ClientChecksApi;
import dev.chancery.api.ClientLookup;
import dev.chancery.api.ClientsApi;
import dev.chancery.api.ConfigurationApi;
import dev.chancery.api.ConfigurationSchema;
import dev.chancery.api.ConsentsApi;
import dev.chancery.api.CredentialsApi;
import dev.chancery.api.DryRun;
import dev.chancery.api.EvaluationApi;
import dev.chancery.api.FailuresApi;
import dev.chancery.api.GoldenTokensApi;
import dev.chancery.api.GroupLookup;
import dev.chancery.api.GroupsApi;
import dev.chancery.api.HeldRolesApi;
import dev.chancery.api.KeysApi;
import dev.chancery.api.LeakedSecretsApi;
import dev.chancery.api.ListedClients;
import dev.chancery.api.MembersApi;
import dev.chancery.api.RealmsApi;
import dev.chancery.api.RoleMappingsApi;
import dev.chancery.api.RolesApi;
import dev.chancery.api.ScopesApi;
import dev.chancery.api.SecretsApi;
import dev.chancery.api.SessionsApi;
import dev.chancery.api.ShownClients;
import dev.chancery.api.TokenPreviewApi;
import dev.chancery.api.UserLookup;
import dev.chancery.api.UsersApi;
import dev.chancery.golden.ForetellToken;
import dev.chancery.golden.GoldenTokenStore;
import dev.chancery.golden.KeepGoldenToken;
import dev.chancery.golden.ReachedTokens;
import dev.chancery.golden.RehearseAct;
import dev.chancery.golden.WatchedTokenStore;
import dev.chancery.history.NameStore;
import dev.chancery.history.Subjects;
import dev.chancery.issue.PreviewToken;

/// The resources of the REST API, each built once.
record Api(
        RealmsApi realms,
        KeysApi keys,
        FailuresApi failures,
        AuditApi audit,
        ClientsApi clients,
        SecretsApi secrets,
        LeakedSecretsApi leaked,
        ScopesApi scopes,
        UsersApi users,
        SessionsApi sessions,
        CredentialsApi credentials,
        ConsentsApi consents,
        RolesApi roles,
        RoleMappingsApi mappings,
        EvaluationApi evaluation,
        HeldRolesApi held,
        GroupsApi groups,
        MembersApi members,
        TokenPreviewApi preview,
        ClientChecksApi checks,
        GoldenTokensApi golden,
        DryRun dryRun,
        ConfigurationApi configuration,
        ConfigurationSchema schema) {

    static Api of(House house, Bearer bearer, PreviewToken preview) {
        var realms = house.realms;
        var shown = new ShownClients(house.scopes, house.heldRoles);
        var groups = new GroupLookup(house.groupStore, realms);
        var lookup = new ClientLookup(house.clientStore, realms);
        var people = new UserLookup(house.userStore, realms);
        var factors = house.secondFactors;
        var subjects = new Subjects(realms, new NameStore(house.db));
        var foretell = new ForetellToken(realms, house.clientStore, house.userStore, preview);
        var reached = new ReachedTokens(new WatchedTokenStore(house.db));
        var rehearse = new RehearseAct(house.db, house.changes, house.auditStore, realms, reached, foretell);
        var goldenTokens = new GoldenTokenStore(house.db);
        var keep = new KeepGoldenToken(house.db, goldenTokens, foretell, house.trail, house.clock);
        return new Api(
                new RealmsApi(
                        bearer, realms, house.realmStore, house.createRealm, house.changeRealm, house.deleteRealm),
                new KeysApi(bearer, realms, house.keys, house.rotateKeys),
                new FailuresApi(bearer, realms, house.explainFailure),
                new AuditApi(bearer, realms, house.auditStore, subjects, house.undoChange),
                new ClientsApi(
                        bearer,
                        realms,
                        new ListedClients(house.clientStore, shown, house.changes),
                        shown,
                        lookup,
                        house.registerClient,
                        house.changeClient,
                        house.deleteClient,
                        house.accountRoles),
                new SecretsApi(bearer, lookup, house.secretStore, house.manageSecrets, shown, house.clock),
                new LeakedSecretsApi(house.revokeLeaked, house.guesses),
                new ScopesApi(bearer, realms, house.scopeStore, house.createScope, house.changeScope),
                new UsersApi(
                        bearer, realms, people, house.userStore, house.createUser, house.changeUser, house.setPassword),
                sessions(house, bearer),
                new CredentialsApi(bearer, people, factors.factors, factors.removeFactor),
                new ConsentsApi(
                        bearer,
                        people,
                        lookup,
                        house.guests.consentStore,
                        house.scopeStore,
                        house.guests.withdrawConsent,
                        house.clock),
                new RolesApi(bearer, realms, house.roleStore, house.rolePartStore, house.defineRole, house.clientStore),
                new RoleMappingsApi(bearer, realms, house.roleStore, house.grantRole),
                new EvaluationApi(bearer, realms, house.roleStore, house.heldRoles),
                held(house, bearer, groups),
                new GroupsApi(bearer, realms, house.groupStore, groups, house.defineGroup),
                new MembersApi(bearer, realms, groups, house.groupStore, house.userStore, house.joinGroup),
                new TokenPreviewApi(bearer, lookup, house.userStore, preview),
                new ClientChecksApi(bearer, lookup),
                new GoldenTokensApi(bearer, lookup, goldenTokens, keep, foretell),
                new DryRun(bearer, rehearse),
                new ConfigurationApi(bearer, realms, house.db, house.exportRealm, house.applyRealm),
                new ConfigurationSchema());
    }

    private static HeldRolesApi held(House house, Bearer bearer, GroupLookup groups) {
        return new HeldRolesApi(
                bearer, house.realms, house.roleStore, house.rolePartStore, house.groupStore, groups, house.userStore);
    }

    private static SessionsApi sessions(House house, Bearer bearer) {
        var guests = house.guests;
        return new SessionsApi(
                bearer,
                house.realms,
                guests.sessionStore,
                guests.grantStore,
                house.userStore,
                guests.endSession,
                house.clock);
    }
}
