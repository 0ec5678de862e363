package dev.chancery;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.chancery.db.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The system's browser, driven by its one thread; ends with the tests of the class that has it.
public final class Chromium implements AutoCloseable, AfterAllCallback {
    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() {
        ToolBox.require(BINARY);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BINARY)
                        .setArgs(QUIET));
    }

    /// Somebody's browser: its own cookies, nothing remembered.
    public BrowserContext person() {
        return browser.newContext();
    }

    public BrowserContext person(Browser.NewContextOptions as) {
        return browser.newContext(as);
    }

    /// Of somebody who lets frames of other sites have their cookies, which the others keep from them, and who believes
    /// every certificate.
    public BrowserContext lenient() {
        return playwright
                .chromium()
                .launchPersistentContext(
                        profile("{\"profile\":{\"cookie_controls_mode\":0}}"),
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(BINARY)
                                .setArgs(QUIET)
                                .setIgnoreHTTPSErrors(true));
    }

    private static Path profile(String preferences) {
        var profile = TestDatabases.folder().resolve("chromium");
        try {
            Files.createDirectories(profile.resolve("Default"));
            Files.writeString(profile.resolve("Default").resolve("Preferences"), preferences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return profile;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
