package dev.haversack.contract.fetchxml;

/**
 * A place in a text.
 *
 * @param line the line; the first is 1
 * @param column the column; the first is 1
 */
public record Position(int line, int column) {}
