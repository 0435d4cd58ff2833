import Engine
import Orchestrator

/// The next moments of a schedule.
struct PreviewView: View {
  let preview: SchedulePreview
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "sentence": .text(preview.sentence)
    case "expression": .optional(preview.cron)
    case "fires": .list(preview.fires.map { FireView(fire: $0, context: context) })
    default: nil
    }
  }
}

/// One of them.
struct FireView: View {
  let fire: SchedulePreview.Fire
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "at": .view(context.time(fire.at))
    case "local": .text(fire.local)
    case "note": .optional(fire.note)
    default: nil
    }
  }
}
