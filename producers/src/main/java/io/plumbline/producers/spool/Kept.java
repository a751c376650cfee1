package io.plumbline.producers.spool;

/**
 * A record that was read back.
 *
 * @param position to acknowledge it by
 * @param afterDamage whether something unreadable stood before it
 */
public record Kept(Position position, SpoolRecord record, boolean afterDamage) {}
