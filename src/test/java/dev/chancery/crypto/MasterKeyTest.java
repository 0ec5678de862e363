package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The master key")
class MasterKeyTest {
    static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @TempDir
    Path folder;

    @Test
    @DisplayName("RFC 5869: keys are derived by HKDF-SHA256, one for each purpose (answers computed by Python's hmac)")
    void derivation_has_known_answers() {
        var key = MasterKey.of(HEX);

        assertThat(HexFormat.of().formatHex(key.derive("seal")))
                .isEqualTo("132303cb07b51d5476156be7b78116d70cf0dba3474a607049c4527feae074a9");
        assertThat(key.id()).isEqualTo("c9cf9b73");
        assertThat(HexFormat.of().formatHex(key.hmac("client-secret", "cs_secret".getBytes(UTF_8))))
                .isEqualTo("45af0e5670927ad9670b537345a02ca02bbfe8024d7e4c9c272ec1c950ba6294");
        assertThat(key.derive("seal")).isNotEqualTo(key.derive("client-secret"));
    }

    @Test
    @DisplayName("A setting may be hex, base64 or base64url, with or without padding")
    void forms_of_the_setting() {
        var bytes = HexFormat.of().parseHex(HEX);
        var key = MasterKey.of(HEX);

        assertThat(MasterKey.of(HEX.toUpperCase(java.util.Locale.ROOT))).isEqualTo(key);
        assertThat(MasterKey.of(Base64.getEncoder().encodeToString(bytes))).isEqualTo(key);
        assertThat(MasterKey.of(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(key);
        assertThat(MasterKey.of("  " + Base64.getUrlEncoder().encodeToString(bytes) + "\n"))
                .isEqualTo(key);
        assertThat(MasterKey.of(key.reveal())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "00", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1", "****"})
    @DisplayName("Anything else is refused in one line that doesn't repeat it")
    void other_settings_are_refused(String setting) {
        assertThatThrownBy(() -> MasterKey.of(setting + "~"))
                .isInstanceOf(MasterKeyRefusal.class)
                .hasMessageNotContaining(setting + "~")
                .message()
                .doesNotContain("\n");
    }

    @Test
    @DisplayName("At first start the file is made, mode 0600, and afterwards only read")
    void file_is_made_once() throws Exception {
        var file = folder.resolve("master.key");

        var key = MasterKey.loadOrCreate(file);
        var written = Files.readString(file);

        assertThat(MasterKey.loadOrCreate(file)).isEqualTo(key);
        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @DisplayName("16 servers that start at once on an empty folder agree on one key")
    void racing_starts_agree() throws Exception {
        var file = folder.resolve("master.key");
        Callable<String> start = () -> MasterKey.loadOrCreate(file).reveal();

        var keys = new HashSet<String>();
        try (var servers = Executors.newFixedThreadPool(16)) {
            for (var key : servers.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> start).toList())) keys.add(key.get());
        }

        assertThat(keys).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    @DisplayName("A file open to others than its owner is refused")
    void open_file_is_refused(String permissions) throws Exception {
        var file = folder.resolve("master.key");
        MasterKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> MasterKey.loadOrCreate(file))
                .isInstanceOf(MasterKeyRefusal.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    @DisplayName("A link, a folder, a truncated or an overlong file is refused and left as it is")
    void unfit_files_are_refused() throws Exception {
        var real = folder.resolve("real");
        MasterKey.loadOrCreate(real);
        var link = Files.createSymbolicLink(folder.resolve("link"), real);
        var dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        var directory = Files.createDirectory(folder.resolve("directory"));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var truncated = Files.createFile(folder.resolve("truncated"), ownerOnly);
        Files.writeString(truncated, Files.readString(real).substring(0, 20));
        var overlong = Files.createFile(folder.resolve("overlong"), ownerOnly);
        Files.writeString(overlong, "A".repeat(10_000));

        for (var file : new Path[] {link, dangling, directory, truncated, overlong})
            assertThatThrownBy(() -> MasterKey.loadOrCreate(file)).isInstanceOf(MasterKeyRefusal.class);
        assertThat(Files.readString(truncated)).hasSize(20);
    }

    @Test
    @DisplayName("A folder that isn't there is refused in one line")
    void missing_folder_is_refused() {
        assertThatThrownBy(() -> MasterKey.loadOrCreate(folder.resolve("no/such/master.key")))
                .isInstanceOf(MasterKeyRefusal.class);
    }

    @Test
    @DisplayName("An older key is kept sealed under the newer one, and opens under no other")
    void older_key_is_sealed() {
        var older = MasterKey.random();
        var newer = MasterKey.random();

        var sealed = older.sealedUnder(newer);

        assertThat(MasterKey.opened(sealed, newer, older.id())).isEqualTo(older);
        assertThatThrownBy(() -> MasterKey.opened(sealed, older, older.id())).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> MasterKey.opened(sealed, newer, "00000000")).isInstanceOf(SealBroken.class);
    }

    @Test
    @DisplayName("It doesn't show itself")
    void it_keeps_silent() {
        var key = MasterKey.of(HEX);

        assertThat(key.toString()).isEqualTo("MasterKey[" + key.id() + "]");
        assertThat(MasterKeys.of(key).toString()).doesNotContain(key.reveal());
    }
}
