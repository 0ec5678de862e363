package dev.chancery.login;

/// What somebody sees. Words are keys of the [dev.chancery.text.Texts]: a complaint is one too, and empty when there is
/// none.
public sealed interface Page
        permits SignInPage,
                CodePage,
                RecoveryPage,
                NewPasswordPage,
                SetUpCodePage,
                RecoveryCodesPage,
                ProfilePage,
                ConsentPage,
                DeviceCodePage,
                DeviceConfirmPage,
                DonePage,
                SignOutPage,
                SignedOutPage,
                ErrorPage {

    /// Its name among the templates of the room, and what its form says as `step`.
    String template();
}
