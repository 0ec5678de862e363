/// Every command, called as people call it.
package dev.chancery.cli;
