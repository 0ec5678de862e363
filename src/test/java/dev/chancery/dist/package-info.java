/// What a person types before Java runs: the scripts, the launcher, and the archive that `make dist` makes.
package dev.chancery.dist;
