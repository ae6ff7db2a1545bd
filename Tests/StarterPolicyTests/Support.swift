import Evidence
import StarterPolicy
import TrailFixtures

/// What these events say.
func ledger(_ events: [Event]) async -> Ledger {
  await EvidenceCollection([EvidenceFile(path: "a.json", content: logFile(events))])
    .ledger(workers: 1)
}
