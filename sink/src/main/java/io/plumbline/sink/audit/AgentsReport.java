package io.plumbline.sink.audit;

/**
 * The sum of the accounts of all lives of all agents.
 *
 * @param lives boots that an account is stored of
 * @param received distinct measurements that came
 * @param duplicated came again, and count once in every window
 * @param missing neither came nor were declared
 * @param dropped declared as dropped by their agents
 * @param late came after their window's grace
 * @param quarantined refused by the topology
 * @param nodesCompared nodes whose windows were held against what came; null: the database took too long to add them up
 * @param nodesNotCompared the others: still running, or not settled; null likewise
 */
public record AgentsReport(
        long lives,
        long received,
        long duplicated,
        long missing,
        long dropped,
        long late,
        long quarantined,
        Long nodesCompared,
        Long nodesNotCompared) {

    AgentsReport withNodes(long compared, long notCompared) {
        return new AgentsReport(
                lives, received, duplicated, missing, dropped, late, quarantined, compared, notCompared);
    }
}
