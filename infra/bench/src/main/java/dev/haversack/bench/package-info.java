/**
 * Benchmarks of the packaged suite. Each figure stands beside a limit that was measured in the same
 * run, so that it says something on other machines too.
 */
@NullMarked
package dev.haversack.bench;

import org.jspecify.annotations.NullMarked;
