package dev.chancery;

import dev.chancery.bootstrap.BeginEpoch;
import dev.chancery.bootstrap.FirstStart;
import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.bootstrap.RecoverAdmin;
import dev.chancery.claims.AcrMapper;
import dev.chancery.claims.AddressMapper;
import dev.chancery.claims.AllowedOriginsMapper;
import dev.chancery.claims.AudienceMapper;
import dev.chancery.claims.AudienceResolveMapper;
import dev.chancery.claims.ClaimsMapper;
import dev.chancery.claims.ClientRolesMapper;
import dev.chancery.claims.FullNameMapper;
import dev.chancery.claims.GroupsMapper;
import dev.chancery.claims.HardcodedClaimMapper;
import dev.chancery.claims.HardcodedRoleMapper;
import dev.chancery.claims.PairwiseSubjectMapper;
import dev.chancery.claims.RealmRolesMapper;
import dev.chancery.claims.RoleNameMapper;
import dev.chancery.claims.SessionNoteMapper;
import dev.chancery.claims.UserAttributeMapper;
import dev.chancery.claims.UserPropertyMapper;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.ClientRules;
import dev.chancery.client.ClientSecretStore;
import dev.chancery.client.ClientStore;
import dev.chancery.client.DeleteClient;
import dev.chancery.client.ManageSecrets;
import dev.chancery.client.PlantManagement;
import dev.chancery.client.RealmOrigins;
import dev.chancery.client.RegisterClient;
import dev.chancery.client.Registrations;
import dev.chancery.client.RevokeLeakedSecret;
import dev.chancery.client.SecretMaker;
import dev.chancery.client.SecretUsage;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Passwords;
import dev.chancery.crypto.Permits;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Totals;
import dev.chancery.document.ApplyRealm;
import dev.chancery.document.ClientSecrets;
import dev.chancery.document.ClientsSection;
import dev.chancery.document.ExportRealm;
import dev.chancery.document.GroupsSection;
import dev.chancery.document.RealmSection;
import dev.chancery.document.RealmSections;
import dev.chancery.document.RolesSection;
import dev.chancery.document.ScopesSection;
import dev.chancery.document.UsersSection;
import dev.chancery.event.AuditStore;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.VerifyAudit;
import dev.chancery.failure.ExplainFailure;
import dev.chancery.failure.FailureLog;
import dev.chancery.failure.FailureStore;
import dev.chancery.group.DefineGroup;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.group.Memberships;
import dev.chancery.guess.GuessLimits;
import dev.chancery.guess.GuessStore;
import dev.chancery.guess.Guesses;
import dev.chancery.history.Inverse;
import dev.chancery.history.Since;
import dev.chancery.history.UndoChange;
import dev.chancery.history.UndoClient;
import dev.chancery.history.UndoGrant;
import dev.chancery.history.UndoGroup;
import dev.chancery.history.UndoMembership;
import dev.chancery.history.UndoRealm;
import dev.chancery.history.UndoRole;
import dev.chancery.history.UndoScope;
import dev.chancery.history.UndoUser;
import dev.chancery.issue.RevokedTokenStore;
import dev.chancery.key.RotateKeys;
import dev.chancery.key.SigningKeyStore;
import dev.chancery.key.SigningKeys;
import dev.chancery.masterkey.MasterKeyStore;
import dev.chancery.masterkey.RotateMasterKey;
import dev.chancery.masterkey.UnlockStore;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.CreateRealm;
import dev.chancery.realm.DeleteRealm;
import dev.chancery.realm.IdStore;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.RealmSeed;
import dev.chancery.realm.RealmStore;
import dev.chancery.realm.Realms;
import dev.chancery.role.DefineRole;
import dev.chancery.role.GrantRole;
import dev.chancery.role.GrantedRoles;
import dev.chancery.role.HeldRoles;
import dev.chancery.role.PlantRoles;
import dev.chancery.role.Privileges;
import dev.chancery.role.RolePartStore;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.ChangeScope;
import dev.chancery.scope.CreateScope;
import dev.chancery.scope.MapperRules;
import dev.chancery.scope.PlantScopes;
import dev.chancery.scope.ScopeStore;
import dev.chancery.scope.Scopes;
import dev.chancery.user.ChangeOwnPassword;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.CreateUser;
import dev.chancery.user.SetPassword;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The residents, each built once: stores, what is kept in memory of them, and the acts. Offline commands need no more.
final class House implements AutoCloseable {
    final Database db;
    final MasterKeys masterKeys;
    final InstantSource clock;
    final Changes changes;

    final RealmStore realmStore;
    final SigningKeyStore keyStore;
    final ClientStore clientStore;
    final ClientSecretStore secretStore;
    final ScopeStore scopeStore;
    final RoleStore roleStore;
    final RolePartStore rolePartStore;
    final UserStore userStore;
    final GroupStore groupStore;
    final AuditStore auditStore;
    private final MapperRules mapperRules;
    final FailureStore failureStore;
    final RevokedTokenStore revokedTokens;
    final GuessStore guessStore;

    final Realms realms;
    final SigningKeys keys;
    final Scopes scopes;
    final Registrations registrations;
    final RealmOrigins origins;
    final HeldRoles heldRoles;
    final Memberships memberships;
    final Privileges privileges;
    final Passwords passwords = new Passwords(Permits.asManyAsCores());
    final Guesses guesses;
    final FailureLog failures;
    final SecretUsage usage;

    final AuditTrail trail;
    final CreateRealm createRealm;
    final ChangeRealm changeRealm;
    final DeleteRealm deleteRealm;
    final RotateKeys rotateKeys;
    final AccountRoles accountRoles;
    final RegisterClient registerClient;
    final ChangeClient changeClient;
    final DeleteClient deleteClient;
    final ManageSecrets manageSecrets;
    final RevokeLeakedSecret revokeLeaked;
    final CreateScope createScope;
    final ChangeScope changeScope;
    final DefineRole defineRole;
    final GrantRole grantRole;
    final DefineGroup defineGroup;
    final JoinGroup joinGroup;
    final CreateUser createUser;
    final ChangeUser changeUser;
    final Guests guests;
    final SecondFactors secondFactors;
    final SetPassword setPassword;
    final CheckPassword checkPassword;
    final ChangeOwnPassword changeOwnPassword;
    final ExportRealm exportRealm;
    final ApplyRealm applyRealm;
    final ExplainFailure explainFailure;
    final FirstStart firstStart;
    final PlantConsole plantConsole;
    final RecoverAdmin recoverAdmin;
    final BeginEpoch beginEpoch;
    final RotateMasterKey rotateMasterKey;
    final VerifyAudit verifyAudit;
    final UndoChange undoChange;

    House(Database db, MasterKeys masterKeys, InstantSource clock) {
        this.db = db;
        this.masterKeys = masterKeys;
        this.clock = clock;
        changes = new Changes(db);

        var pages = new Pages(
                new PageToken(masterKeys.current().derive("page-token")),
                new Totals(changes, Set.of("client", "user")));
        realmStore = new RealmStore(db, pages);
        keyStore = new SigningKeyStore(db, masterKeys);
        clientStore = new ClientStore(db, pages);
        secretStore = new ClientSecretStore(db);
        scopeStore = new ScopeStore(db, pages);
        roleStore = new RoleStore(db, pages);
        rolePartStore = new RolePartStore(db);
        userStore = new UserStore(db, pages);
        groupStore = new GroupStore(db, pages);
        auditStore = new AuditStore(db, pages);
        failureStore = new FailureStore(db, pages);
        revokedTokens = new RevokedTokenStore(db);
        guessStore = new GuessStore(db);

        trail = new AuditTrail(auditStore, masterKeys, clock);
        privileges = new Privileges(roleStore, rolePartStore, clock);
        realms = new Realms(realmStore, changes);
        rotateKeys = new RotateKeys(db, keyStore, realmStore, trail, clock);
        keys = new SigningKeys(keyStore, rotateKeys, changes, clock);
        scopes = new Scopes(scopeStore, changes);
        registrations = new Registrations(clientStore, secretStore, scopeStore, changes, clock);
        origins = new RealmOrigins(clientStore, changes);
        heldRoles = new HeldRoles(roleStore, rolePartStore, changes);
        memberships = new Memberships(groupStore, changes);
        guesses = new Guesses(guessStore, GuessLimits.standard(), clock);
        failures = new FailureLog(failureStore, masterKeys, clock);
        usage = new SecretUsage(secretStore, RandomToken.hex(16), clock);

        var newIds = new NewIds(new IdStore(db), changes);
        mapperRules = new MapperRules(claimsMappers(), roleStore, privileges);
        var management = new PlantManagement(db, changes, realmStore, clientStore, roleStore, trail);
        var seeds = List.<RealmSeed>of(new PlantRoles(roleStore), new PlantScopes(scopeStore, mapperRules), management);
        createRealm = new CreateRealm(db, realmStore, newIds, seeds, trail, clock);
        changeRealm = new ChangeRealm(db, realmStore, trail, clock);
        deleteRealm = new DeleteRealm(db, realmStore, seeds, trail, clock);

        grantRole = new GrantRole(db, roleStore, privileges, trail, clock);
        var grantedRoles = new GrantedRoles(roleStore, grantRole);
        accountRoles = new AccountRoles(grantedRoles);
        var rules = new ClientRules(scopeStore, privileges, mapperRules, accountRoles);
        var secretMaker = new SecretMaker(masterKeys, secretStore);
        registerClient = new RegisterClient(db, clientStore, newIds, rules, secretMaker, trail, clock);
        changeClient = new ChangeClient(db, clientStore, rules, secretStore, trail, clock);
        deleteClient = new DeleteClient(db, clientStore, rules, roleStore, trail, clock);
        manageSecrets = new ManageSecrets(db, secretStore, rules, secretMaker, trail, clock);
        revokeLeaked = new RevokeLeakedSecret(db, clientStore, secretStore, masterKeys, trail, clock);
        createScope = new CreateScope(db, scopeStore, newIds, mapperRules, trail, clock);
        changeScope = new ChangeScope(db, scopeStore, mapperRules, trail);

        defineRole = new DefineRole(db, roleStore, rolePartStore, newIds, privileges, trail, clock);
        defineGroup = new DefineGroup(db, groupStore, roleStore, newIds, privileges, trail, clock);
        joinGroup = new JoinGroup(db, groupStore, userStore, privileges, trail);
        guests = new Guests(db, pages, trail, masterKeys);
        secondFactors = new SecondFactors(db, masterKeys, userStore, guesses, privileges, trail, clock);
        setPassword = new SetPassword(db, userStore, passwords, privileges, guests.endSession, trail, clock);
        createUser = new CreateUser(db, userStore, newIds, setPassword, trail, clock);
        changeUser = new ChangeUser(db, userStore, roleStore, privileges, trail, clock);
        checkPassword = new CheckPassword(db, userStore, passwords, guesses, clock);
        changeOwnPassword =
                new ChangeOwnPassword(db, userStore, setPassword, passwords, guests.endSession, trail, clock);
        var clientSecrets = new ClientSecrets(secretStore, manageSecrets, clock);
        var sections = new RealmSections(
                new RealmSection(realmStore, createRealm, changeRealm),
                new ScopesSection(scopeStore, createScope, changeScope),
                new RolesSection(roleStore, rolePartStore, defineRole, null),
                new ClientsSection(
                        clientStore,
                        scopeStore,
                        accountRoles,
                        registerClient,
                        changeClient,
                        deleteClient,
                        clientSecrets),
                new GroupsSection(groupStore, defineGroup, grantedRoles),
                new UsersSection(userStore, groupStore, createUser, changeUser, setPassword, grantedRoles, joinGroup),
                setPassword);
        exportRealm = new ExportRealm(db, sections, clientSecrets, userStore, trail);
        applyRealm = new ApplyRealm(db, sections);
        explainFailure = new ExplainFailure(failureStore, failures, clientStore, realms);
        firstStart = new FirstStart(
                db,
                changes,
                realmStore,
                management,
                createRealm,
                createUser,
                setPassword,
                roleStore,
                grantRole,
                registerClient,
                secretMaker,
                clock);
        plantConsole = new PlantConsole(db, changes, clientStore, registrations, registerClient, changeClient);
        recoverAdmin = new RecoverAdmin(
                db,
                realmStore,
                changeRealm,
                clientStore,
                changeClient,
                userStore,
                createUser,
                changeUser,
                setPassword,
                secondFactors.removeFactor,
                roleStore,
                grantRole,
                trail,
                clock);
        beginEpoch = new BeginEpoch(db, realmStore, trail);
        rotateMasterKey = new RotateMasterKey(
                db,
                new MasterKeyStore(db),
                List.of(keyStore::reseal, secretStore::reseal, secondFactors.totpStore::reseal),
                realmStore,
                trail,
                masterKeys);
        verifyAudit = new VerifyAudit(auditStore, masterKeys);
        undoChange = new UndoChange(db, auditStore, trail, realmStore, inverses());
    }

    /// The ways back, one for each kind of thing.
    private List<Inverse> inverses() {
        var since = new Since(auditStore, clientStore);
        return List.of(
                new UndoRealm(realmStore, clientStore, userStore, changeRealm, deleteRealm, since),
                new UndoClient(clientStore, changeClient, deleteClient, since),
                new UndoScope(scopeStore, clientStore, mapperRules, createScope, changeScope, since),
                new UndoRole(roleStore, rolePartStore, clientStore, defineRole, grantRole, since),
                new UndoGrant(roleStore, grantRole, since),
                new UndoGroup(groupStore, roleStore, userStore, defineGroup, grantRole, joinGroup, since),
                new UndoMembership(groupStore, userStore, joinGroup, since),
                new UndoUser(
                        userStore, roleStore, groupStore, createUser, changeUser, grantRole, joinGroup, since, clock));
    }

    /// Their types, in the order in which refusals name them.
    static List<ClaimsMapper> claimsMappers() {
        return List.of(
                new UserAttributeMapper(),
                new UserPropertyMapper(),
                new FullNameMapper(),
                new AddressMapper(),
                new RealmRolesMapper(),
                new ClientRolesMapper(),
                new GroupsMapper(),
                new AudienceMapper(),
                new AudienceResolveMapper(),
                new HardcodedClaimMapper(),
                new HardcodedRoleMapper(),
                new RoleNameMapper(),
                new AllowedOriginsMapper(),
                new SessionNoteMapper(),
                new PairwiseSubjectMapper(),
                new AcrMapper());
    }

    boolean isSealedUnderCurrentKey() {
        return new UnlockStore(new MasterKeyStore(db))
                .sealedUnder(masterKeys)
                .equals(masterKeys.current().id());
    }

    @Override
    public void close() {
        changes.close();
        db.close();
    }
}
