package dev.chancery.pages;

import dev.chancery.factor.QrCode;
import dev.chancery.login.CodePage;
import dev.chancery.login.ConsentPage;
import dev.chancery.login.DeviceCodePage;
import dev.chancery.login.DeviceConfirmPage;
import dev.chancery.login.DonePage;
import dev.chancery.login.ErrorPage;
import dev.chancery.login.NewPasswordPage;
import dev.chancery.login.Page;
import dev.chancery.login.ProfilePage;
import dev.chancery.login.RecoveryCodesPage;
import dev.chancery.login.RecoveryPage;
import dev.chancery.login.SetUpCodePage;
import dev.chancery.login.SignInPage;
import dev.chancery.login.SignOutPage;
import dev.chancery.login.SignedOutPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages as people come to see them, each by a name of its own.
final class Samples {
    private static final String QR =
            QrCode.svg("otpauth://totp/Acme:alice?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Acme");

    private Samples() {}

    static Map<String, Page> all() {
        var pages = new LinkedHashMap<String, Page>();
        pages.put("sign-in", new SignInPage("", false, true, "Ticket shop", ""));
        pages.put("sign-in-again", new SignInPage("alice", false, true, "Ticket shop", "complaint.password"));
        pages.put("sign-in-as", new SignInPage("alice@example.com", true, false, "", ""));
        pages.put("code", new CodePage(true, ""));
        pages.put("code-again", new CodePage(false, "complaint.code"));
        pages.put("recovery", new RecoveryPage("complaint.recovery"));
        pages.put("new-password", new NewPasswordPage("alice", "complaint.unfit-password"));
        pages.put("set-up-code", new SetUpCodePage("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP", QR, ""));
        pages.put("recovery-codes", new RecoveryCodesPage(codes()));
        pages.put("profile", new ProfilePage("alice@example.com", "Alice", "", ""));
        pages.put(
                "consent",
                new ConsentPage(
                        "Ticket shop",
                        "alice",
                        false,
                        List.of("profile", "email", "offline_access", "Your seats at events"),
                        "x"));
        pages.put("device-code", new DeviceCodePage("", QR, "complaint.user-code"));
        pages.put(
                "device-confirm",
                new DeviceConfirmPage(
                        "Living room TV",
                        "alice",
                        "WDJB-MJHT",
                        "203.0.113.7",
                        "2026-11-22, 19:04 UTC",
                        List.of("profile", "email"),
                        true,
                        "x"));
        pages.put("done", new DonePage("done.device.title", "done.device.text"));
        pages.put("sign-out", new SignOutPage("alice", Map.of()));
        pages.put("signed-out", new SignedOutPage("Ticket shop", "https://shop.example/"));
        pages.put(
                "error",
                new ErrorPage("error.redirect-uri", "3f9c2a7be1d04c58a6b7c8d9e0f1a2b3", "error.redirect-uri.hint"));
        return pages;
    }

    private static List<String> codes() {
        return List.of(
                "k7qd-2mxa", "p4ht-9vwe", "c3rn-6jyb", "x8fz-5gtu", "m2wk-7sqd", "h9va-4pce", "b6yn-3rjx", "t5gu-8zfm");
    }

    /// Every page with the text wherever somebody else decides what stands there.
    static Map<String, Page> saying(String text) {
        var pages = new LinkedHashMap<String, Page>();
        var texts = List.of(text, text);
        List.of(
                        new SignInPage(text, false, true, text, text),
                        new CodePage(true, text),
                        new RecoveryPage(text),
                        new NewPasswordPage(text, text),
                        new SetUpCodePage(text, QR, text),
                        new RecoveryCodesPage(texts),
                        new ProfilePage(text, text, text, text),
                        new ConsentPage(text, text, false, texts, text),
                        new DeviceCodePage(text, QR, text),
                        new DeviceConfirmPage(text, text, text, text, text, texts, true, text),
                        new DonePage(text, text),
                        new SignOutPage(text, Map.of(text, text)),
                        new SignedOutPage(text, text),
                        new ErrorPage(text, text, text))
                .forEach(page -> pages.put(page.template(), page));
        return pages;
    }
}
