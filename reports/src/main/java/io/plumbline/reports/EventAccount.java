package io.plumbline.reports;

/**
 * What became of the events, counted in the database and from (boot, sequence); nothing is assumed.
 *
 * @param produced events that agents sent: recorded and not declared as dropped
 * @param stored events in the stored base windows
 * @param late events that came after their window's grace and were kept aside
 * @param quarantined records that could not be read or stored, with coordinates and reason
 * @param lost events that agents sent and that are in no window, not late and not quarantined
 * @param duplicated events that reached the topic twice (they count once in the windows), and any stored in excess
 */
public record EventAccount(long produced, long stored, long late, long quarantined, long lost, long duplicated) {}
