/// What people see on the way in and out: pages, as records, and how they are shown.
///
/// | file                    | what it settles                                                    |
/// |-------------------------|--------------------------------------------------------------------|
/// | [Page] and its records  | what each page says; its template is `src/main/jte/login/<name>.jte` |
/// | [Pages]                 | a page of a realm, in the language of whoever reads it              |
/// | [Sheet]                 | what a template is given                                            |
/// | [BrandFiles]            | a realm's colour and logo                                          |
/// | [SignInEndpoint]        | the address that shows what is due; its steps are [LoginStep]s      |
/// | [Arrival]               | what somebody came for: an application, or a device                 |
/// | [DeviceCodeEndpoint]    | where the code of a device is typed                                 |
///
/// A new page is a record here, a template of its name, and its words in every language.
@NullMarked
package dev.chancery.login;

import org.jspecify.annotations.NullMarked;
