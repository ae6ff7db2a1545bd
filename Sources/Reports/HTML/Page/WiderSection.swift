import Readiness

extension HTMLReport {
  /// The answers on accounts or on a planned change, above those on buckets.
  struct WiderSection {
    private let answers: [WiderAnswer]
    private let title: String
    private let file: String?

    init(_ assessment: Assessment) {
      answers = assessment.widerAnswers
      title = assessment.widerTitle
      file = assessment.plan?.file
    }

    /// The section; nothing where the question was one for buckets.
    var html: HTML {
      guard !answers.isEmpty else { return .nothing }
      return element(.section, .labelled(by: .wider)) {
        element(.h2, .id(.wider)) { title }
        if let file { element(.p, .class("remark")) { HTML.name(file) } }
        element(.ul, .class("notices")) {
          answers.prefix(PageLimits.entries).map(item)
        }
        HTML.rest(of: answers.count, after: PageLimits.entries, "answer")
      }
    }

    private func item(_ answer: WiderAnswer) -> HTML {
      element(.li) {
        answer.verdict.badge
        " "
        element(.strong) { HTML.name(answer.name, breakingAfter: ".") }
        for sentence in answer.sentences.prefix(PageLimits.statements) {
          element(.p, .class("reason")) { HTML.sentence(sentence) }
        }
        HTML.rest(of: answer.sentences.count, after: PageLimits.statements, "reason")
        answer.remedy.map { Remedy($0).html } ?? .nothing
      }
    }
  }
}
