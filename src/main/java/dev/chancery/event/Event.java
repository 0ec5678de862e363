package dev.chancery.event;

/// Everything the audit trail records. The topic, before the first dot, is what the caches of every node listen to.
public enum Event {
    REALM_CREATED("realm.created"),
    REALM_UPDATED("realm.updated"),
    REALM_DELETED("realm.deleted"),
    REALM_RESTORED("realm.restored"),
    REALM_PURGED("realm.purged"),
    REALM_EXPORTED("realm.exported"),
    KEY_PUBLISHED("key.published"),
    KEY_ROTATED("key.rotated"),
    KEY_REVOKED("key.revoked"),
    CLIENT_CREATED("client.created"),
    CLIENT_UPDATED("client.updated"),
    CLIENT_DELETED("client.deleted"),
    CLIENT_RESTORED("client.restored"),
    CLIENT_PURGED("client.purged"),
    CLIENT_SECRET_CREATED("client.secret_created"),
    CLIENT_SECRET_ROTATED("client.secret_rotated"),
    CLIENT_SECRET_READ("client.secret_read"),
    CLIENT_SECRET_REVOKED("client.secret_revoked"),
    CLIENT_SECRET_LEAKED("client.secret_leaked"),
    GOLDEN_TOKEN_SET("client.golden_token_set"),
    GOLDEN_TOKEN_REMOVED("client.golden_token_removed"),
    SCOPE_CREATED("scope.created"),
    SCOPE_UPDATED("scope.updated"),
    SCOPE_DELETED("scope.deleted"),
    ROLE_CREATED("role.created"),
    ROLE_UPDATED("role.updated"),
    ROLE_DELETED("role.deleted"),
    ROLES_BINNED("role.binned"),
    ROLES_RESTORED("role.restored"),
    ROLE_GRANTED("role_mapping.created"),
    ROLE_WITHDRAWN("role_mapping.deleted"),
    GROUP_CREATED("group.created"),
    GROUP_UPDATED("group.updated"),
    GROUP_DELETED("group.deleted"),
    GROUP_ROLE_GRANTED("group.role_granted"),
    GROUP_ROLE_WITHDRAWN("group.role_withdrawn"),
    GROUP_JOINED("membership.created"),
    GROUP_LEFT("membership.deleted"),
    USER_CREATED("user.created"),
    USER_UPDATED("user.updated"),
    USER_DELETED("user.deleted"),
    USER_PASSWORD_CHANGED("user.password_changed"),
    MFA_ENROLLED("mfa.enrolled"),
    MFA_DISABLED("mfa.disabled"),
    MFA_RECOVERY_CODE_USED("mfa.recovery_code_used"),
    SESSION_BEGUN("session.created"),
    SESSION_ENDED("session.terminated"),
    CONSENT_GIVEN("consent.granted"),
    CONSENT_REFUSED("consent.refused"),
    CONSENT_WITHDRAWN("consent.withdrawn"),
    CODE_REPLAYED("grant.code_replayed"),
    REFRESH_TOKEN_REUSED("grant.refresh_token_reused"),
    GRANT_REVOKED("grant.revoked"),
    DEVICE_ALLOWED("device.allowed"),
    DEVICE_DENIED("device.denied"),
    ADMIN_RECOVERED("admin.recovered"),
    EPOCH_BEGUN("epoch.begun"),
    MASTER_KEY_ROTATED("key.master_rotated");

    public final String type;

    Event(String type) {
        this.type = type;
    }

    public String topic() {
        return type.substring(0, type.indexOf('.'));
    }
}
