/**
 * Organizations to try the suite with: a small demo set, the CRM Sales Opportunities CSV files, and
 * the loader that brings them in.
 */
@NullMarked
package dev.haversack.quickstart.data;

import org.jspecify.annotations.NullMarked;
