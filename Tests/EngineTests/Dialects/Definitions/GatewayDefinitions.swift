extension StepsExampleTests {
  static let deployCheck = """
    name: deploy-check
    description: Check, ask, deploy, watch, tell
    version: 3
    tags: [deploy]
    trigger: manual
    steps:
      - id: health
        name: Is it well?
        action: tool
        tool: http.get
        args: {url: "https://{{input.host}}/health", headers: {accept: application/json}}
        timeout: 30000
        outputSchema:
          type: object
          required: [status]
          properties: {status: {type: integer}}
        branches:
          - {condition: "result.status !== 200", goto: report}
          - {condition: "result.body.warnings.length > 3", goto: summarise}
          - {condition: "result.body.version === input.version", goto: nothing}
        onSuccess: backup
        onFailure: report
      - id: nothing
        action: noop
        onSuccess: finish
      - id: summarise
        action: model
        prompt: "List what is wrong: {{steps.health.result}}"
        onSuccess: backup
        onFailure: backup
      - id: backup
        action: tool
        tool: backup.run
        args: {host: "{{input.host}}", label: "before {{input.version}}"}
        timeout: 600000
        onFailure: report
      - id: deploy
        action: tool
        tool: deploy.run
        approvalRequired: true
        args:
          host: "{{input.host}}"
          version: "{{input.version}}"
          backup: "{{steps.backup.output}}"
        timeout: 900000
        branches:
          - {condition: "result.state == 'skipped'", goto: finish}
        on_success: verify
        on_failure: rollback
      - id: verify
        action: tool
        tool: http.get
        args: {url: "https://{{input.host}}/version"}
        output_schema: {type: object, required: [body]}
        branches:
          - {condition: "!(result.body.version === input.version)", goto: rollback}
          - {condition: "result.body.version.startsWith('0.')", goto: report}
        onSuccess: finish
        onFailure: rollback
      - id: rollback
        action: tool
        tool: deploy.rollback
        args: {host: "{{input.host}}", to: "{{steps.backup.result}}"}
        onSuccess: report
        onFailure: report
      - id: report
        action: model
        prompt: |
          Summarise {{steps | json}}.
          Deploying was {{steps.health.status}}. Error: {{error}}
        onSuccess: finish
      - id: finish
        action: noop
    """

  static let ticketTriage = """
    name: ticket-triage
    description: Sort a ticket, answer it or pass it on
    trigger: manual
    steps:
      - id: classify
        action: model
        prompt: "Classify: {{input.subject}} / {{input.body}}"
        outputSchema:
          type: object
          required: [kind, confidence]
          properties: {kind: {type: string}, confidence: {type: number}, tags: {type: array}}
        branches:
          - {condition: "result.confidence < 0.5", goto: human}
          - {condition: "result.kind === 'spam' || result.tags.includes('spam')", goto: close}
          - {condition: "result.kind === 'outage' && input.priority >= 2", goto: page}
        onSuccess: draft
        onFailure: human
      - id: page
        action: tool
        tool: oncall.page
        args: {title: "{{input.subject}}", severity: "{{input.priority}}"}
        timeout: 15000
        onSuccess: draft
        onFailure: human
      - id: draft
        action: model
        prompt: "Answer {{input.subject}} as {{steps.classify.result.kind}}"
        onSuccess: send
        onFailure: human
      - id: send
        action: tool
        tool: mail.answer
        approval_required: true
        args: {to: "{{input.from}}", text: "{{steps.draft.output}}"}
        onSuccess: close
        onFailure: human
      - id: human
        action: tool
        tool: queue.add
        args: {subject: "{{input.subject}}", seen: "{{steps | json}}", why: "{{error}}"}
      - id: close
        action: noop
    """

  static let nightlyBackup = """
    name: nightly-backup
    steps:
      - id: space
        action: tool
        tool: disk.free
        args: {path: /srv/backup}
        branches:
          - {condition: "result.free <= 1000 && result.oldest !== null", goto: prune}
          - {condition: "result.free <= 1000", goto: alarm}
      - id: dump
        action: tool
        tool: db.dump
        args: {database: "{{input.database}}", compress: true, levels: [1, 2, 3]}
        timeout: 3600000
        onFailure: alarm
      - id: check
        action: tool
        tool: db.verify
        args: {file: "{{steps.dump.result.file}}"}
        branches:
          - {condition: "result.rows == 0 || result.tables.length === 0", goto: alarm}
          - {condition: "result['rows'] != steps.dump.result.rows", goto: alarm}
        onFailure: alarm
      - id: copy
        action: tool
        tool: remote.copy
        args: {file: "{{steps.dump.result.file}}", sum: "{{steps.check.result.sum}}"}
        timeout: 1800000
        onSuccess: done
        onFailure: alarm
      - id: prune
        action: tool
        tool: disk.prune
        args: {path: /srv/backup, keep: 7}
        onSuccess: space
        onFailure: alarm
      - id: alarm
        action: model
        model: small
        prompt: "Write to the administrator: {{error}} {{steps | json}}"
      - id: done
        action: noop
    """
}
