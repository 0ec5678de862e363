/// The catalogue of attacks, check by check: `docs/checks.yaml` lists all of them and says which test holds which.
///
/// Every test here talks to a real server over HTTP and carries the ids of the checks it holds in its display name.
/// [AuthorizationMatrixTest] sends every kind of caller to every route; its rows are the resource `routes.txt`.
/// `FuzzTest` and `KillCyclesTest` have a short lane here and a long one that `make soak` runs.
///
/// **To add a route:** add its row, or the build fails; of a form of the console also its row in `deeds.txt`. **To hold
/// a check:** write the test, put its name into `docs/checks.yaml`, and add a patch to `bite/` that takes the guard
/// away.
package dev.chancery.attacks;
