extension TasksExampleTests {
  /// Fan-out over hosts, a question, a fan-out with a join, publications, retries and a failure route.
  static let certificateRotation = """
    ref: ops.rotate_certificates
    label: Rotate certificates
    description: Renews what runs out soon, after somebody said yes
    version: 1.2.0
    tags: [tls, nightly]
    parameters:
      hosts: {type: array, items: {type: string}, required: true}
      days: {type: integer, default: 20}
      notify: {type: string, default: ops}
    output:
      outcome: {type: string}
      renewed: {type: array}
    vars:
      - renewed: []
      - due: []
      - outcome: null
    cancellation_policy: cancel_running
    permission_set_refs: standard
    tasks:
      - name: begin
        action: core.noop
        when: "{{ parameters.hosts | length > 0 }}"
        next:
          - when: "{{ skipped() }}"
            publish: [{outcome: nothing to do}]
          - when: "{{ succeeded() }}"
            do: [check]
      - name: check
        action: tls.expiry
        with_items: "{{ parameters.hosts }}"
        concurrency: 4
        input: {host: "{{ item }}", number: "{{ index + 1 }}", of: "{{ length(parameters.hosts) }}"}
        timeout: 30
        retry: {count: 2, delay: 5, backoff: exponential, max_delay: 60, on_error: "{{ error.type == 'transient' }}"}
        next:
          - when: "{{ succeeded() }}"
            publish:
              - due: "{{ result() | filter(attr='due', equals=true) | map(attribute='host') }}"
            do: [decide]
          - when: "{{ failed() or timed_out() }}"
            do: [report_failure]
      - name: decide
        action: core.noop
        decision:
          - {when: "{{ vars.due | length == 0 }}", next: nothing}
          - {when: "{{ vars.due | length > 50 }}", next: report_failure}
          - {default: ask}
      - name: nothing
        action: core.echo
        input: {message: "all of {{ parameters.hosts | join(', ') }} are good for {{ parameters.days }} days"}
        publish: {outcome: nothing to do}
      - name: ask
        action: core.ask
        input:
          prompt: "Renew {{ workflow.due | length }} certificates: {{ due | sort | join(', ') }}?"
          response_schema: {type: object, properties: {approved: {type: boolean}, comment: {type: string}}}
          assigned_to: "{{ parameters.notify }}"
          timeout: 3600
        next:
          - when: "{{ succeeded() and task.ask.result.response.approved }}"
            do: [renew, announce]
          - when: "{{ succeeded() and not task.ask.result.response.approved }}"
            publish: [{outcome: "refused: {{ result().response.comment | default('no reason') }}"}]
          - when: "{{ timed_out() }}"
            do: [report_failure]
      - name: renew
        action: ops.renew
        with_items: "{{ vars.due }}"
        batch_size: 2
        concurrency: 1
        input: {hosts: "{{ batch }}", request: "{{ uuid() }}"}
        timeout: 600
        on_success:
          - publish: {renewed: "{{ flat(result()) }}"}
            do: [done]
        on_failure: report_failure
      - name: announce
        action: core.echo
        input:
          message: "{{ system.identity }} renews {{ due | first }} and {{ (due | length) - 1 }} more"
          at: "{{ system.workflow_start }}"
        next: [done]
      - name: done
        join: 2
        action: core.noop
        delay: 10
        publish:
          - outcome: "{{ (length(renewed) == length(due)) | ternary('renewed', 'partly renewed') }}"
      - name: report_failure
        action: core.echo
        input:
          message: "{{ error.message }}"
          check: "{{ task.check.status }}"
        publish: [{outcome: failed}]
    output_map:
      outcome: "{{ workflow.outcome }}"
      renewed: "{{ variables.renewed | unique | sort }}"
    """
}
