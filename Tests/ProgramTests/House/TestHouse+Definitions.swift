extension TestHouse {
  /// Writes what it does into the ledger, with its idempotency key and delivery, all the time that it lives.
  /// `hangOn`: the delivery that never ends. `waitFor`: a file that has to be there before it ends.
  static func agent(ledger: String) -> String {
    #"""
    id: worker
    version: "1.0"
    kind: command
    shell: true
    argv:
      - |
        input=$(cat)
        field() { printf %s "$input" | sed -n "s|.*\"$1\":\"\([^\"]*\)\".*|\1|p"; }
        HANG_ON=$(field hangOn)
        WAIT_FOR=$(field waitFor)
        note() { echo "$1 $ESCAPEMENT_IDEMPOTENCY_KEY $ESCAPEMENT_DELIVERY" >> '\#(ledger)'; }
        trap '' TERM
        note start
        for beat in 1 2 3 4 5 6; do sleep 0.02; note beat; done
        while [ "$HANG_ON" = "$ESCAPEMENT_DELIVERY" ]; do sleep 0.02; note beat; done
        while [ -n "$WAIT_FOR" ] && [ ! -e "$WAIT_FOR" ]; do sleep 0.02; note beat; done
        note end
        echo '{}'
    inputSchema:
      type: object
      properties:
        hangOn: { type: string }
        waitFor: { type: string }
    timeoutSeconds: 120

    """#
  }

  static let workflows = [
    "many": """
    id: many
    version: "1.0"
    start: first
    states:
      - { name: first, type: agent, agent: worker, next: both }
      - name: both
        type: parallel
        branches:
          - name: left
            states:
              - { name: left_one, type: agent, agent: worker, next: left_two }
              - { name: left_two, type: agent, agent: worker, end: true }
          - name: right
            states:
              - { name: right_one, type: agent, agent: worker, end: true }
        next: last
      - { name: last, type: agent, agent: worker, end: true }

    """,
    "family": """
    id: family
    version: "1.0"
    start: calls
    states:
      - name: calls
        type: foreach
        items: "[1, 2, 3]"
        maxConcurrency: 3
        iterator: { states: [{ name: call, type: workflow, workflow: single, input: {} }] }
        end: true

    """,
    "single": """
    id: single
    version: "1.0"
    start: only
    states:
      - { name: only, type: agent, agent: worker, end: true }

    """,
    "loop": """
    id: loop
    version: "1.0"
    start: all
    states:
      - name: all
        type: foreach
        items: "{{ list(range(12)) }}"
        itemName: number
        maxConcurrency: 12
        iterator:
          start: work
          states:
            - { name: work, type: agent, agent: worker, end: true }
        end: true

    """,
    "quick": """
    id: quick
    version: "1.0"
    start: one
    states:
      - { name: one, type: operation, action: noop, next: two }
      - { name: two, type: operation, action: noop, next: three }
      - { name: three, type: operation, action: noop, end: true }

    """,
  ]
}
